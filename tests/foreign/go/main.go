// Check a log with Go's checksum-database code, which shares no line with ours.
//
//	check LOG VKEY [OLD_CHECKPOINT]
//
// LOG is a folder or an address. Every tile is read as Go reads those of sum.golang.org:
// nothing is believed that does not lead to the signed root. Then every entry is hashed
// and compared, proofs of inclusion are made and checked, and, with an older checkpoint,
// a proof that the log has grown out of it.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

type log struct{ place string }

func (l log) read(name string) ([]byte, error) {
	if !strings.HasPrefix(l.place, "http://") {
		return os.ReadFile(filepath.Join(l.place, name))
	}
	answer, err := http.Get(strings.TrimSuffix(l.place, "/") + "/" + name)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", name, answer.Status)
	}
	return io.ReadAll(answer.Body)
}

// tlog-tiles leaves out the height, and calls records entries.
func path(tile tlog.Tile) string {
	name := strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", height))
	return "tile/" + strings.Replace(name, "data/", "entries/", 1)
}

func (l log) Height() int { return height }

func (l log) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range tiles {
		data, err := l.read(path(tile))
		if err != nil {
			return nil, err
		}
		found = append(found, data)
	}
	return found, nil
}

func (l log) SaveTiles([]tlog.Tile, [][]byte) {}

func checkpoint(raw []byte, key string) (tlog.Tree, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open(raw, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, fmt.Errorf("not a checkpoint of %s", verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return tlog.Tree{}, fmt.Errorf("the root is no hash")
	}
	tree := tlog.Tree{N: size}
	copy(tree.Hash[:], root)
	return tree, nil
}

func (l log) entries(tree tlog.Tree, reader tlog.HashReader) error {
	for first := int64(0); first < tree.N; first += 1 << height {
		width := tree.N - first
		if width > 1<<height {
			width = 1 << height
		}
		tile := tlog.Tile{H: height, L: -1, N: first >> height, W: int(width)}
		rest, err := l.read(path(tile))
		if err != nil {
			return err
		}
		var indexes []int64
		var hashes []tlog.Hash
		for n := first; n < first+width; n++ {
			if len(rest) < 2 || len(rest)-2 < int(binary.BigEndian.Uint16(rest)) {
				return fmt.Errorf("position %d: the bundle ends too soon", n+1)
			}
			end := 2 + int(binary.BigEndian.Uint16(rest))
			if !bytes.HasPrefix(rest[2:], []byte("commun-event/v1\n")) {
				return fmt.Errorf("position %d: no entry", n+1)
			}
			hashes = append(hashes, tlog.RecordHash(rest[2:end]))
			indexes = append(indexes, tlog.StoredHashIndex(0, n))
			rest = rest[end:]
		}
		if len(rest) > 0 {
			return fmt.Errorf("position %d: the bundle goes on", first+width+1)
		}
		sealed, err := reader.ReadHashes(indexes)
		if err != nil {
			return err
		}
		for place, hash := range sealed {
			if hash != hashes[place] {
				return fmt.Errorf("position %d: not the entry that was sealed", first+int64(place)+1)
			}
		}
	}
	return nil
}

func proofs(tree tlog.Tree, reader tlog.HashReader) error {
	for n := int64(0); n < tree.N; n += 1 + tree.N/97 {
		hashes, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, n)})
		if err != nil {
			return err
		}
		proof, err := tlog.ProveRecord(tree.N, n, reader)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, n, hashes[0]); err != nil {
			return err
		}
	}
	return nil
}

func grown(old, tree tlog.Tree, reader tlog.HashReader) error {
	proof, err := tlog.ProveTree(tree.N, old.N, reader)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash)
}

func run(arguments []string) error {
	if len(arguments) < 3 {
		return fmt.Errorf("check LOG VKEY [OLD_CHECKPOINT]")
	}
	from, key := log{arguments[1]}, arguments[2]
	raw, err := from.read("checkpoint")
	if err != nil {
		return err
	}
	tree, err := checkpoint(raw, key)
	if err != nil {
		return err
	}
	reader := tlog.TileHashReader(tree, from)
	root, err := tlog.TreeHash(tree.N, reader)
	if err != nil {
		return err
	}
	if root != tree.Hash {
		return fmt.Errorf("the tiles do not lead to the signed root")
	}
	if err := from.entries(tree, reader); err != nil {
		return err
	}
	if err := proofs(tree, reader); err != nil {
		return err
	}
	if len(arguments) > 3 {
		raw, err := os.ReadFile(arguments[3])
		if err != nil {
			return err
		}
		old, err := checkpoint(raw, key)
		if err != nil {
			return err
		}
		if err := grown(old, tree, reader); err != nil {
			return err
		}
	}
	fmt.Println("verified", tree.N, tree.Hash)
	return nil
}

func main() {
	if err := run(os.Args); err != nil {
		fmt.Fprintln(os.Stderr, "refused:", err)
		os.Exit(1)
	}
}

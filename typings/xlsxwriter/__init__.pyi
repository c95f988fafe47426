"""What is used of xlsxwriter, which ships no types of its own."""

from xlsxwriter.workbook import Workbook as Workbook

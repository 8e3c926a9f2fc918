#!/usr/bin/env python3
"""Makes the workbooks of these tests: openpyxl writes kinds-openpyxl.xlsx, LibreOffice saves it as .xlsx, .ods and .xls.

Usage: make.py   (in this folder; needs openpyxl and soffice). The files are committed: tests never run this.
"""
import datetime
import os
import shutil
import subprocess
import tempfile

import openpyxl

ROWS = [
    ("text", "文字 text"),
    ("spaces", "  two before"),
    ("lines", "first\nsecond"),
    ("number", 1.5),
    ("long number", 9.9139799999999969),
    ("large", 123456789),
    ("text number", "１２３"),
    ("boolean", True),
    ("error", "#N/A"),
    ("date", datetime.date(2007, 12, 31)),
    ("date and time", datetime.datetime(2007, 12, 31, 18, 30)),
    ("time", datetime.time(6, 15)),
    ("formula", "=B4*2"),
    ("formula error", "=1/0"),
    ("formula text", '="甲"&"乙"'),
    ("formula boolean", "=1=1"),
    ("blank", None),
    ("percent", 0.05),
    ("far", None, None, None, None, 7),
]


def convert(source, extension, target):
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{target}/profile", "--convert-to", extension, "--outdir", target, source], check=True)


def balance(folder):
    """The published balance in the other formats; CSV in both encodings, figures with all their digits."""
    source = os.path.join("..", "..", "..", "inputs", "henan-2007", "energy-balance.xls")
    for extension in ("xlsx", "ods", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false"):
        convert(source, extension, folder)
    for extension in ("xlsx", "ods", "csv"):
        shutil.copy(os.path.join(folder, "energy-balance." + extension), "balance." + extension)
    with open("balance.csv", encoding="utf-8") as file:
        text = file.read()
    with open("balance-gb18030.csv", "w", encoding="gb18030", newline="") as file:
        file.write(text.replace("•", "·"))


def main():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "种类"
    for row in ROWS:
        sheet.append(row)
    sheet["B9"].data_type = "e"
    sheet["B18"].number_format = "0%"
    sheet["B4"].number_format = '0.00 "days"'  # a quoted d is no date
    sheet.merge_cells("C1:D2")
    sheet["C1"] = "merged"
    hidden = book.create_sheet("hidden")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "unseen"
    many = book.create_sheet("many strings")
    for i in range(400):
        many.append([f"行{i} " + "x" * (i % 40)])  # the string table goes over several records
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "kinds.xlsx")
        book.save(source)
        shutil.copy(source, "kinds-openpyxl.xlsx")
        for extension in ("xlsx", "ods", "xls"):
            target = os.path.join(folder, extension)
            convert(source, extension, target)
            shutil.copy(os.path.join(target, "kinds." + extension), "kinds." + extension)
        balance(folder)


main()

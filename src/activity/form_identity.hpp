#pragma once
// The hidden sheet of a form that Qingdan wrote: which package and province it is of, and what every row and column of
// its sheets stands for, so that a form is read back without a mapping. One record a row, its kind in the first cell:
//
//   qingdan-form | 1
//   package | id | version           region | CN-HA            department | statistics
//   sheet | name | series            columns | label | unit | source | note    year | column | 2007
//                                    row | row | variable | keys | label
//   sheet | name | grid | variable | 2007    columns | label    units | row
//                                    column | column | keys | label      row | row | keys | label
//   sheet | name | list | variable   rows | first | last       field | column | name
//
// Rows and columns are counted from 1, keys are written `fuel=raw_coal;…`. Labels are compared when a form is read: a
// row that was moved or overwritten is noticed.

namespace qingdan::form {

inline constexpr const char *identity_sheet = "_qingdan", *magic = "qingdan-form", *version = "1", *package = "package",
                            *region = "region", *department = "department", *sheet = "sheet", *series = "series",
                            *grid = "grid", *list = "list", *columns = "columns", *units = "units", *year = "year",
                            *row = "row", *column = "column", *rows = "rows", *field = "field";

}  // namespace qingdan::form

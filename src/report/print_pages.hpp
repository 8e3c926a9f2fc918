#pragma once
// How a sheet lies on paper: A4, small tables on one page's width, wide ones on several that can be read.

namespace qingdan {

struct SheetModel;

inline constexpr double side_margin = 0.5, end_margin = 0.6;  ///< inches; left and right, above and below

struct PrintPages {
    int across = 1;            ///< pages side by side, which the sheet is shrunk to where needed
    int down = 0;              ///< likewise one below another; 0: as many as it takes
    int repeated_columns = 0;  ///< the first so many, on every one of them
    friend bool operator==(const PrintPages&, const PrintPages&) = default;
};

/// As few pages across as figures of ten points, just under six when shrunk, allow; the frozen label columns on all.
/// What fits on one page like that, with its charts, is one page.
PrintPages print_pages(const SheetModel& sheet);

}  // namespace qingdan

#pragma once
// Test scripts: what a person would do with the program, step by step, in a folder of its own.
//
// A `*.test` file has one step a line. `#` starts a comment; the first comment is the test's description.
// Paths are relative to the test's own folder, which is empty at the start.
//
//   include FILE                 the steps of another file beside this one
//   copy SOURCE as PATH          a file or folder of the source tree (`./x`: of the test's folder)
//   write PATH                   the content follows in lines that start with `| `
//   append PATH                  likewise, behind what is there
//   replace PATH                 the old text in lines that start with `- `, the new in lines that start with `+ `;
//                                the old text must be there exactly once
//   patch PATH                   likewise in a workbook, where text is UTF-16: old and new are of equal length
//   cut PATH to N                keeps the first N bytes
//   remove PATH
//   program PATH                 copies the program itself
//   home PATH | home nowhere     where the program looks for methodologies and templates (at first: the source tree)
//   set NAME=VALUE               environment of the runs that follow
//   keep PATH                    remembers a folder's files for `unchanged PATH`
//   run qingdan ARGUMENT…        `…` and '…' quote; what it printed is in the files `stdout` and `stderr`
//   exit N                       the code of the last run
//   says A & B                   one line of what it printed (either stream) has all the parts
//   silent about A               no line has it
//   line PATH has A & B          a line of a file has all the parts
//   lines PATH N                 the file has N lines
//   row PATH where a=x; b=y gives c=1.25~1e-9; d=text
//                                the CSV has exactly one such row, and these cells are in it
//   json PATH [/pointer [= TEXT]]   the file is JSON (and has that place, with that text)
//   exists PATH / absent PATH
//   same PATH PATH               equal bytes; folders: the same files
//   differ PATH PATH
//   unpack PATH as PATH          a workbook as its parts, one XML element a line
//   text PATH as PATH            what a person reads in a page (.html) or in a workbook's cells, as lines
//   golden PATH as NAME          equals tests/golden/NAME; scripts/approve rewrites that one
//
// A Markdown file is a script too (docs/tour.md): fenced blocks whose first line says what to do with them,
// ```toml write PATH, ```csv append PATH, ```diff replace PATH, ```sh (each line is run and must exit with 0),
// ```text says (each line must have been printed by the last run).

#include <filesystem>
#include <string>
#include <vector>

struct Step {
    int line = 0;
    std::string verb, rest;
    std::string body;  ///< `| ` lines; for replace: the new text
    std::string old;   ///< replace: the old text
};

struct Script {
    std::filesystem::path file;
    std::string name;         ///< `cli: usage`
    std::string description;  ///< the first comment
    std::vector<Step> steps;
    std::vector<std::string> mistakes;  ///< in the script itself
};

Script read_script(const std::filesystem::path& file, const std::string& name);

#pragma once
// The command line: words to use cases.

#include <iosfwd>
#include <string>
#include <vector>

namespace qingdan {

/// `arguments` without the program's name. Returns the exit code.
int run_command_line(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err);

}  // namespace qingdan

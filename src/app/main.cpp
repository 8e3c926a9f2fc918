#include <iostream>

#include "app/cli.hpp"

int main(int argc, char** argv) {
    std::ios::sync_with_stdio(false);
    return qingdan::run_command_line({argv + 1, argv + argc}, std::cout, std::cerr);
}

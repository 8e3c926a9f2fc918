#include <malloc.h>

#include <iostream>

#include "app/cli.hpp"

int main(int argc, char** argv) {
    mallopt(M_TOP_PAD, 1024 * 1024);  // what goes past our operator new (SQLite, buffers) grows by the megabyte
    std::ios::sync_with_stdio(false);
    return qingdan::run_command_line({argv + 1, argv + argc}, std::cout, std::cerr);
}

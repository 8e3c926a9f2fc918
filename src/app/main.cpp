#include <malloc.h>

#include <iostream>

#include "app/cli.hpp"

int main(int argc, char** argv) {
    // What goes past our operator new (SQLite, buffers) comes from one heap that grows by the megabyte: a thread's own
    // heap asks the kernel for every page (200 calls in a run).
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_TOP_PAD, 1024 * 1024);
    std::ios::sync_with_stdio(false);
    return qingdan::run_command_line({argv + 1, argv + argc}, std::cout, std::cerr);
}

#include "base/beside.hpp"

namespace qingdan {

void leave_processor(int processor) {
    cpu_set_t allowed;
    if (processor < 0 || sched_getcpu() != processor || sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;
    cpu_set_t others = allowed;
    CPU_CLR(static_cast<std::size_t>(processor), &others);
    if (CPU_COUNT(&others) == 0 || sched_setaffinity(0, sizeof others, &others) != 0) return;
    sched_setaffinity(0, sizeof allowed, &allowed);  // moved; from here on the kernel decides again
}

}  // namespace qingdan

#pragma once
// Work on a thread beside this one, on another processor from its first step.

#include <sched.h>

#include <future>
#include <utility>

namespace qingdan {

/// Moves the calling thread away from `processor` if it runs there. The kernel likes to put a new thread where its
/// creator runs and needs up to 10 ms to notice that another processor is idle: a quarter of a run.
void leave_processor(int processor);

template <typename Work>
auto beside(Work work) {
    return std::async(std::launch::async, [creator = sched_getcpu(), work = std::move(work)]() mutable {
        leave_processor(creator);
        return work();
    });
}

}  // namespace qingdan

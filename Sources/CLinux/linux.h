// What Glibc's own module leaves out of the C library of Linux.
#ifdef __linux__
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Keeps the calling thread, and whatever it starts from now on, on one of the first 64 cores.
///
/// Returns 0, or -1 where that is not allowed.
static inline int pin_calling_thread(int core) {
    unsigned long long cores = 1ULL << core;
    return (int)syscall(SYS_sched_setaffinity, 0, sizeof cores, &cores);
}
#endif

// What libstdc++ asks of a newer C library than the one that a module is linked for: see HeadwayOlderGlibc.cmake. Both
// are seen in the module alone.
#include <pthread.h>
#include <time.h>

extern "C" {

// Since glibc 2.32; false: counts of references are always changed as if there were threads.
__attribute__((visibility("hidden"))) char __libc_single_threaded = 0;

// Since glibc 2.30. Who waits asks its own clock again afterwards, so to wait by another comes to the same.
__attribute__((visibility("hidden"))) int pthread_cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex,
                                                                  clockid_t clock, const timespec* until) {
    timespec now{}, at{};
    clock_gettime(clock, &now);
    clock_gettime(CLOCK_REALTIME, &at);
    at.tv_sec += until->tv_sec - now.tv_sec;
    at.tv_nsec += until->tv_nsec - now.tv_nsec;
    constexpr long a_second = 1'000'000'000;
    if (at.tv_nsec < 0 || at.tv_nsec >= a_second) {
        const long more = at.tv_nsec < 0 ? -1 : 1;
        at.tv_sec += more;
        at.tv_nsec -= more * a_second;
    }
    return pthread_cond_timedwait(condition, mutex, &at);
}

}

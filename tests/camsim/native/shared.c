/* The camera itself: memory that outlives every process that opens it. */
#include "shared.h"

#include "camera.h"
#include "registers.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/futex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

const char *bus_name(void)
{
    const char *name = getenv("CAMSIM_BUS");
    return name && *name ? name : "default";
}

void camera_path(char path[CAMERA_PATH_BYTES], const char *bus, const char *serial)
{
    snprintf(path, CAMERA_PATH_BYTES, CAMERA_FOLDER "/camsim.%s.%s", bus, serial);
}

static void prepare_mutex(pthread_mutex_t *mutex)
{
    pthread_mutexattr_t how;
    pthread_mutexattr_init(&how);
    pthread_mutexattr_setpshared(&how, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&how, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(mutex, &how);
    pthread_mutexattr_destroy(&how);
}

static struct camera *map(int file)
{
    void *memory = mmap(NULL, sizeof(struct camera), PROT_READ | PROT_WRITE, MAP_SHARED,
                        file, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

/* A soft ramp, so that a camera that nobody has shown anything to sends a picture. */
static void draw_first_scene(uint8_t *scene)
{
    for (unsigned y = 0; y < SENSOR_HEIGHT; y++)
        for (unsigned x = 0; x < SENSOR_WIDTH; x++)
            scene[y * SENSOR_WIDTH + x] = (uint8_t)((x + y) >> 4);
}

static void furnish(struct camera *camera, const char *serial, unsigned model,
                    unsigned binning)
{
    prepare_mutex(&camera->mutex);
    memcpy(camera->memory, first_memory[model], MEMORY_END);
    for (int i = 0; i < USER_SETS; i++)
        memcpy(camera->user_sets[i], camera->memory + SETTING_BEGIN, SETTINGS_BYTES);
    set_u32(camera, R_Model, model);
    set_u32(camera, R_Binning, binning);
    set_text(camera, R_DeviceSerialNumber, serial);
    set_text(camera, R_DeviceID, serial);
    draw_first_scene(camera->scenes[0]);
    camera_power_up(camera);
    camera->mark = LAYOUT_MARK;
}

/* What a build with other registers has left cannot be used by anybody. */
static void clear_away_remains(const char *path)
{
    int file;
    struct camera *camera = camera_attach(path, &file);
    if (camera)
        camera_detach(camera, file);
    else
        unlink(path);
}

/* It appears on the bus complete, or not at all; false if its serial is taken. */
bool camera_make(const char *bus, const char *serial, unsigned model, unsigned binning)
{
    char path[CAMERA_PATH_BYTES], unfinished[CAMERA_PATH_BYTES + 16];
    camera_path(path, bus, serial);
    snprintf(unfinished, sizeof unfinished, "%s~%ld", path, (long)getpid());
    int file = open(unfinished, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return false;
    struct camera *camera = NULL;
    if (model < MODELS && binning < BINNINGS && !ftruncate(file, sizeof *camera))
        camera = map(file);
    bool made = camera != NULL;
    if (made) {
        furnish(camera, serial, model, binning);
        clear_away_remains(path);
        made = !link(unfinished, path);
    }
    camera_detach(camera, file);
    unlink(unfinished);
    return made;
}

struct camera *camera_attach(const char *path, int *file)
{
    *file = open(path, O_RDWR | O_CLOEXEC);
    if (*file < 0)
        return NULL;
    struct stat status;
    struct camera *camera = NULL;
    if (!fstat(*file, &status) && status.st_size == sizeof *camera)
        camera = map(*file);
    if (camera && camera->mark == LAYOUT_MARK)
        return camera;
    camera_detach(camera, *file);
    return NULL;
}

void camera_detach(struct camera *camera, int file)
{
    if (camera)
        munmap(camera, sizeof *camera);
    close(file);
}

/* Whoever died with the lock left memory that is still a camera's. */
void camera_lock(struct camera *camera)
{
    if (pthread_mutex_lock(&camera->mutex) == EOWNERDEAD)
        pthread_mutex_consistent(&camera->mutex);
}

void camera_unlock(struct camera *camera)
{
    pthread_mutex_unlock(&camera->mutex);
}

/* Locks of the open file, not of the process: another opening of the same file, even
 * in this process, finds the camera taken. */
static bool lock_file(int file, int command, short type)
{
    struct flock lock = {.l_type = type, .l_whence = SEEK_SET};
    return !fcntl(file, command, &lock) &&
           (command == F_OFD_SETLK || lock.l_type == F_UNLCK);
}

bool camera_claim(int file)
{
    return lock_file(file, F_OFD_SETLK, F_WRLCK);
}

void camera_release(int file)
{
    lock_file(file, F_OFD_SETLK, F_UNLCK);
}

bool camera_is_claimed_by_another(int file)
{
    return !lock_file(file, F_OFD_GETLK, F_WRLCK);
}

/* Not a condition variable: one whose waiter was killed can block who signals it. */
uint32_t bell_rings(struct camera *camera)
{
    return atomic_load(&camera->bell);
}

void bell_ring(struct camera *camera)
{
    atomic_fetch_add(&camera->bell, 1);
    syscall(SYS_futex, &camera->bell, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
}

void bell_wait(struct camera *camera, uint32_t rings_heard, uint64_t until_ns)
{
    struct timespec until = {(time_t)(until_ns / 1000000000u),
                             (long)(until_ns % 1000000000u)};
    syscall(SYS_futex, &camera->bell, FUTEX_WAIT_BITSET, rings_heard,
            until_ns == UINT64_MAX ? NULL : &until, NULL, FUTEX_BITSET_MATCH_ANY);
}

uint64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/* The camera itself: memory that outlives every process that opens it.
 *
 * It lies in /dev/shm, one file for each camera on the bus. Whoever has the camera open
 * holds a lock on that file, which the kernel lets go when the process dies, however it
 * dies; the registers stay as the dead one left them. */
#pragma once

#include "layout.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#define SENSOR_WIDTH 1280
#define SENSOR_HEIGHT 1024
#define SCENE_BYTES (SENSOR_WIDTH * SENSOR_HEIGHT)
#define USER_SETS 3 /* Default, UserSet1, UserSet2 */
#define SETTINGS_BYTES (STATE_BEGIN - SETTING_BEGIN)

struct camera {
    uint32_t mark; /* LAYOUT_MARK */
    _Atomic uint32_t bell;
    _Atomic uint32_t scene_shown; /* which of the two scenes */
    pthread_mutex_t mutex;
    _Alignas(8) uint8_t memory[MEMORY_END];
    uint8_t user_sets[USER_SETS][SETTINGS_BYTES];
    uint8_t scenes[2][SCENE_BYTES];
};

/* A file name of the camera with this serial on the bus that CAMSIM_BUS names. */
#define CAMERA_FOLDER "/dev/shm"
#define CAMERA_PATH_BYTES 160
void camera_path(char path[CAMERA_PATH_BYTES], const char *bus, const char *serial);
const char *bus_name(void);

bool camera_make(const char *bus, const char *serial, unsigned model, unsigned binning);
struct camera *camera_attach(const char *path, int *file);
void camera_detach(struct camera *camera, int file);

void camera_lock(struct camera *camera);
void camera_unlock(struct camera *camera);

bool camera_claim(int file);
void camera_release(int file);
bool camera_is_claimed_by_another(int file);

/* A bell wakes who waits for the camera, in whatever process. */
uint32_t bell_rings(struct camera *camera);
void bell_ring(struct camera *camera);
void bell_wait(struct camera *camera, uint32_t rings_heard, uint64_t until_ns);

uint64_t now_ns(void);

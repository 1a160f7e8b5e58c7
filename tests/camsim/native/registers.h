/* Reading and writing one register; the caller holds the camera's lock. */
#pragma once

#include "shared.h"

#include <string.h>

static inline uint32_t get_u32(const struct camera *camera, unsigned address)
{
    uint32_t value;
    memcpy(&value, camera->memory + address, sizeof value);
    return value;
}

static inline void set_u32(struct camera *camera, unsigned address, uint32_t value)
{
    memcpy(camera->memory + address, &value, sizeof value);
}

static inline uint64_t get_u64(const struct camera *camera, unsigned address)
{
    uint64_t value;
    memcpy(&value, camera->memory + address, sizeof value);
    return value;
}

static inline void set_u64(struct camera *camera, unsigned address, uint64_t value)
{
    memcpy(camera->memory + address, &value, sizeof value);
}

static inline double get_double(const struct camera *camera, unsigned address)
{
    double value;
    memcpy(&value, camera->memory + address, sizeof value);
    return value;
}

static inline void set_double(struct camera *camera, unsigned address, double value)
{
    memcpy(camera->memory + address, &value, sizeof value);
}

static inline const char *get_text(const struct camera *camera, unsigned address)
{
    return (const char *)camera->memory + address;
}

static inline void set_text(struct camera *camera, unsigned address, const char *text)
{
    strncpy((char *)camera->memory + address, text, 63);
}

/* Adds one to a count and returns what it was. */
static inline uint64_t count_up(struct camera *camera, unsigned address)
{
    uint64_t value = get_u64(camera, address);
    set_u64(camera, address, value + 1);
    return value;
}

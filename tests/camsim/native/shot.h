/* One frame's settings, all of the same moment. */
#pragma once

#include "levels.h"

struct shot {
    uint64_t frame_id;
    uint64_t time_ns; /* on the camera's clock */
    uint32_t width, height, x, y;
    uint32_t binning;
    uint32_t pixel_format;
    bool reversed;
    double exposure_us, gain_db, black_level_percent;
    struct tone tone;
    uint32_t chunks; /* bit i: chunk i is on; 0 when chunk mode is off */
    bool chunk_mode;
    size_t image_bytes, payload_bytes;
};

/* The caller holds the lock. */
struct shot shot_of(const struct camera *camera);

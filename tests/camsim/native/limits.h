/* What follows from the settings: limits, and values that have to keep within them. */
#pragma once

#include "shared.h"

/* Of a readout between two exposures, in µs: at 150.715 Hz the real unit's longest
 * exposure is 6573.56 µs. */
#define READOUT_GAP_US 61.53
#define EXPOSURE_SHORTEST_US 6.377696990966797
#define GAIN_HIGHEST_DB 18.062156677246094

unsigned bits_per_pixel(uint32_t pixel_format);

/* The caller holds the lock. */
void limits_settle(struct camera *camera);

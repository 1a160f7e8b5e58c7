/* From the light of a scene to the number that the sensor reads. */
#pragma once

#include "shared.h"

/* What the numbers depend on. */
struct tone {
    double amount;   /* of light, against what the scene was given for */
    double pedestal; /* in levels of 255 */
    double gamma;
    unsigned bits;
};

struct levels {
    struct tone tone;
    bool as_given; /* 8 bits and exactly the scene */
    uint16_t of[256];
};

struct tone tone_of(const struct camera *camera); /* the caller holds the lock */
void levels_set(struct levels *levels, struct tone tone);

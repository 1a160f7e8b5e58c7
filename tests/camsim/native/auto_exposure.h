/* The automatics: exposure, then gain, towards a middling mean. */
#pragma once

#include "levels.h"

/* After a frame of this scene; the caller holds the lock. */
void auto_exposure_step(struct camera *camera, const uint8_t *scene);

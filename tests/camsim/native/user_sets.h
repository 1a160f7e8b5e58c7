/* Settings that the camera keeps without power. */
#pragma once

#include "gentl.h"
#include "shared.h"

/* The caller holds the lock and settles the limits afterwards. */
void user_set_load(struct camera *camera, uint32_t number);
gc_error user_set_save(struct camera *camera, uint32_t number);

/* What the camera does with what is written to it. */
#pragma once

#include "gentl.h"
#include "shared.h"

/* Each of these holds the lock itself. */
gc_error camera_read(struct camera *camera, uint64_t address, void *data, size_t size);
gc_error camera_write(struct camera *camera, uint64_t address, const void *data,
                      size_t size);
void camera_pulse(struct camera *camera, unsigned source);
void camera_plug(struct camera *camera, bool in);

/* For these the caller holds the lock. */
void camera_power_up(struct camera *camera);
void camera_forget_client(struct camera *camera);
uint64_t camera_time_ns(const struct camera *camera, uint64_t at_ns);

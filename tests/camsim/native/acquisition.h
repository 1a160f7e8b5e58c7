/* Taking frames: one thread for each stream that runs. */
#pragma once

#include "bus.h"

gc_error acquisition_start(struct device *device);
void acquisition_stop(struct device *device);

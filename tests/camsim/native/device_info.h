/* What a client may ask about a camera without opening it. */
#pragma once

#include "answer.h"
#include "bus.h"

gc_error device_info(struct device *device, int32_t command, struct answer to);

/* From the scene to the pixels of a buffer, in the format that was asked for. */
#pragma once

#include "shot.h"

void pixels_fill(uint8_t *image, const uint8_t *scene, const struct shot *shot,
                 const struct levels *levels);

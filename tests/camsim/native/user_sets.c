/* Settings that the camera keeps without power. */
#include "user_sets.h"

#include "registers.h"

void user_set_load(struct camera *camera, uint32_t number)
{
    if (number >= USER_SETS)
        number = 0;
    memcpy(camera->memory + SETTING_BEGIN, camera->user_sets[number], SETTINGS_BYTES);
    set_u32(camera, R_UserSetCurrent, number);
}

/* The factory's own set, Default, cannot be changed. */
gc_error user_set_save(struct camera *camera, uint32_t number)
{
    if (number == 0 || number >= USER_SETS)
        return GC_ACCESS_DENIED;
    memcpy(camera->user_sets[number], camera->memory + SETTING_BEGIN, SETTINGS_BYTES);
    return GC_OK;
}

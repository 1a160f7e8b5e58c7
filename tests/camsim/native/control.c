/* The hand from outside: what camsim.control calls, in whatever process it is. */
#include "camera.h"
#include "gentl.h"
#include "registers.h"

#include <stdlib.h>
#include <unistd.h>

/* One attachment of a control to a camera. */
struct control {
    struct camera *camera;
    int file;
};

API int camsim_make(const char *bus, const char *serial, unsigned model, unsigned binning)
{
    return camera_make(bus, serial, model, binning);
}

API struct control *camsim_attach(const char *bus, const char *serial)
{
    char path[CAMERA_PATH_BYTES];
    camera_path(path, bus, serial);
    int file;
    struct camera *camera = camera_attach(path, &file);
    struct control *control = camera ? malloc(sizeof *control) : NULL;
    if (control)
        *control = (struct control){camera, file};
    else if (camera)
        camera_detach(camera, file);
    return control;
}

API void camsim_detach(struct control *control)
{
    camera_detach(control->camera, control->file);
    free(control);
}

API int camsim_read(struct control *control, unsigned address, void *data, unsigned size)
{
    return camera_read(control->camera, address, data, size);
}

API int camsim_write(struct control *control, unsigned address, const void *data,
                     unsigned size)
{
    return camera_write(control->camera, address, data, size);
}

/* The next frame to be begun sees it: a scene is never changed while it is looked at,
 * unless two are shown within one frame's readout. */
API void camsim_show(struct control *control, const uint8_t *scene)
{
    struct camera *camera = control->camera;
    uint32_t hidden = !atomic_load(&camera->scene_shown);
    memcpy(camera->scenes[hidden], scene, SCENE_BYTES);
    atomic_store(&camera->scene_shown, hidden);
}

API void camsim_pulse(struct control *control, unsigned source)
{
    camera_pulse(control->camera, source);
}

API void camsim_plug(struct control *control, int in)
{
    camera_plug(control->camera, in);
}

API void camsim_power_up(struct control *control)
{
    camera_lock(control->camera);
    camera_power_up(control->camera);
    camera_unlock(control->camera);
}

API int camsim_is_open(struct control *control)
{
    return camera_is_claimed_by_another(control->file);
}

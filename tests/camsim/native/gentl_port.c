/* GenTL: reading and writing registers, of the camera and of the producer's modules. */
#include "answer.h"
#include "bus.h"
#include "camera.h"
#include "registers.h"

#include <stdio.h>

/* Where each module's XML can be read from. */
#define DOCUMENT_BEGIN 0xF0000000u

static const char *const module_names[] = {"TLSystem", "TLInterface", "TLDevice",
                                           "TLDataStream", "Device"};
static const char *const port_names[] = {"TLPort", "InterfacePort", "DevicePort",
                                         "StreamPort", "Device"};

static gc_error require_port(const struct handle *port)
{
    if (!port || port->kind > KIND_REMOTE)
        return failed(GC_INVALID_HANDLE, "this is no port");
    if (port->device && !port->device->open)
        return failed(GC_INVALID_HANDLE, "the camera is closed");
    return GC_OK;
}

static const struct document *document_of(const struct handle *port)
{
    if (port->kind != KIND_REMOTE)
        return &module_documents[port->kind];
    const struct camera *camera = port->device->camera;
    return &camera_documents[get_u32(camera, R_Model)][get_u32(camera, R_Binning)];
}

static gc_error read_document(const struct handle *port, uint64_t offset, void *data,
                              size_t size)
{
    const struct document *document = document_of(port);
    if (offset > document->size || size > document->size - offset)
        return failed(GC_INVALID_ADDRESS, "behind the end of the XML");
    memcpy(data, document->text + offset, size);
    return GC_OK;
}

static const char *module_id(const struct handle *port)
{
    switch (port->kind) {
    case KIND_SYSTEM:
        return "CAMSIM_TL";
    case KIND_INTERFACE:
        return "CAMSIM_IF0";
    case KIND_STREAM:
        return "DS0";
    default:
        return port->device->id;
    }
}

/* The modules have two registers: who they are and, of a camera, how fast its link is. */
static gc_error read_module(const struct handle *port, uint64_t address, char *data,
                            size_t size)
{
    memset(data, 0, size);
    if (address == MODULE_ID_ADDRESS)
        snprintf(data, size, "%s", module_id(port));
    else if (address == SPEED_ADDRESS && port->kind == KIND_DEVICE && size == 4)
        memcpy(data, port->device->camera->memory + R_U3VCurrentSpeed, size);
    else
        return failed(GC_INVALID_ADDRESS, "the module has no such register");
    return GC_OK;
}

static gc_error read_camera(struct device *device, uint64_t address, void *data, size_t size)
{
    if (device_is_lost(device))
        return failed(GC_IO, "the camera is gone");
    if (address < SETTING_BEGIN)
        return failed(GC_INVALID_ADDRESS, "the bench is not the client's");
    gc_error error = camera_read(device->camera, address, data, size);
    return error ? failed(error, "the camera has no such register") : GC_OK;
}

static gc_error write_camera(struct device *device, uint64_t address, const void *data,
                             size_t size)
{
    if (device_is_lost(device))
        return failed(GC_IO, "the camera is gone");
    if (address < SETTING_BEGIN)
        return failed(GC_INVALID_ADDRESS, "the bench is not the client's");
    if (address == get_u32(device->camera, R_RejectedAddress))
        return failed(GC_ACCESS_DENIED, "the camera refuses this (as it was told to)");
    gc_error error = camera_write(device->camera, address, data, size);
    return error ? failed(error, "the camera refuses this") : GC_OK;
}

API gc_error GCReadPort(struct handle *port, uint64_t address, void *data, size_t *size)
{
    gc_error error = require_port(port);
    if (error)
        return error;
    if (address >= DOCUMENT_BEGIN)
        return read_document(port, address - DOCUMENT_BEGIN, data, *size);
    if (port->kind == KIND_REMOTE)
        return read_camera(port->device, address, data, *size);
    return read_module(port, address, data, *size);
}

API gc_error GCWritePort(struct handle *port, uint64_t address, const void *data, size_t *size)
{
    gc_error error = require_port(port);
    if (error)
        return error;
    if (port->kind != KIND_REMOTE)
        return failed(GC_ACCESS_DENIED, "the producer's modules can only be read");
    return write_camera(port->device, address, data, *size);
}

API gc_error GCReadPortStacked(struct handle *port, struct port_register *entries,
                               size_t *count)
{
    for (size_t i = 0; i < *count; i++) {
        gc_error error =
            GCReadPort(port, entries[i].address, entries[i].buffer, &entries[i].size);
        if (error) {
            *count = i;
            return error;
        }
    }
    return GC_OK;
}

API gc_error GCWritePortStacked(struct handle *port, struct port_register *entries,
                                size_t *count)
{
    for (size_t i = 0; i < *count; i++) {
        gc_error error =
            GCWritePort(port, entries[i].address, entries[i].buffer, &entries[i].size);
        if (error) {
            *count = i;
            return error;
        }
    }
    return GC_OK;
}

API gc_error GCGetNumPortURLs(struct handle *port, uint32_t *count)
{
    *count = 1;
    return require_port(port);
}

API gc_error GCGetPortURLInfo(struct handle *port, uint32_t index, int32_t command,
                              int32_t *type, void *value, size_t *size)
{
    struct answer to = {type, value, size};
    gc_error error = require_port(port);
    if (error || index)
        return error ? error : failed(GC_INVALID_INDEX, "there is one address");
    const struct document *document = document_of(port);
    char url[96], file[64];
    snprintf(file, sizeof file, "camsim_%s.xml", module_names[port->kind]);
    snprintf(url, sizeof url, "local:%s;%X;%lX", file, DOCUMENT_BEGIN, document->size);
    switch (command) {
    case URL_URL:
        return answer_text(to, url);
    case URL_SCHEMA_MAJOR:
    case URL_SCHEMA_MINOR:
    case URL_FILE_MAJOR:
        return answer_int32(to, 1);
    case URL_FILE_MINOR:
    case URL_FILE_SUBMINOR:
    case URL_SCHEME: /* local */
        return answer_int32(to, 0);
    case URL_FILE_ADDRESS:
        return answer_uint64(to, DOCUMENT_BEGIN);
    case URL_FILE_SIZE:
        return answer_uint64(to, document->size);
    case URL_FILE_NAME:
        return answer_text(to, file);
    default:
        return failed(GC_NOT_AVAILABLE, "no such fact about the address");
    }
}

API gc_error GCGetPortURL(struct handle *port, char *url, size_t *size)
{
    return GCGetPortURLInfo(port, 0, URL_URL, NULL, url, size);
}

API gc_error GCGetPortInfo(struct handle *port, int32_t command, int32_t *type, void *value,
                           size_t *size)
{
    struct answer to = {type, value, size};
    gc_error error = require_port(port);
    if (error)
        return error;
    switch (command) {
    case PORT_ID:
        return answer_text(to, module_id(port));
    case PORT_VENDOR:
        return answer_text(to, "camsetup");
    case PORT_MODEL:
        return answer_text(to, "camsim");
    case PORT_TYPE:
        return answer_text(to, "U3V");
    case PORT_MODULE:
        return answer_text(to, module_names[port->kind]);
    case PORT_LITTLE_ENDIAN:
    case PORT_READ:
        return answer_bool(to, true);
    case PORT_WRITE:
        return answer_bool(to, port->kind == KIND_REMOTE);
    case PORT_BIG_ENDIAN:
    case PORT_NOT_AVAILABLE:
    case PORT_NOT_IMPLEMENTED:
        return answer_bool(to, false);
    case PORT_VERSION:
        return answer_text(to, "1.0.0");
    case PORT_NAME:
        return answer_text(to, port_names[port->kind]);
    default:
        return failed(GC_INVALID_PARAMETER, "no such fact about a port");
    }
}

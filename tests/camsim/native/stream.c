/* The buffers of one data stream: which are empty, which are full, who waits. */
#include "stream.h"

#include "answer.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

void stream_prepare(struct stream *stream, struct device *device)
{
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    *stream = (struct stream){.handle = {KIND_STREAM, device}, .event = {KIND_EVENT, device}};
    pthread_mutex_init(&stream->mutex, NULL);
    pthread_cond_init(&stream->arrived, &monotonic);
    pthread_condattr_destroy(&monotonic);
}

static void append(struct line *line, struct buffer *buffer, enum place place)
{
    buffer->place = place;
    buffer->next_in_line = NULL;
    if (line->last)
        line->last->next_in_line = buffer;
    else
        line->first = buffer;
    line->last = buffer;
    line->length++;
}

static struct buffer *take_first(struct line *line, enum place place)
{
    struct buffer *buffer = line->first;
    if (!buffer)
        return NULL;
    line->first = buffer->next_in_line;
    if (!line->first)
        line->last = NULL;
    line->length--;
    buffer->place = place;
    return buffer;
}

static void discard(struct line *line)
{
    while (take_first(line, PLACE_NOWHERE))
        ;
}

static void withdraw(struct line *line, const struct buffer *withdrawn)
{
    struct line kept = {0};
    enum place place = withdrawn->place;
    for (struct buffer *buffer; (buffer = take_first(line, PLACE_NOWHERE));)
        if (buffer != withdrawn)
            append(&kept, buffer, place);
    *line = kept;
}

gc_error stream_announce(struct stream *stream, struct buffer wanted, void **handle)
{
    struct buffer *buffer = malloc(sizeof *buffer);
    if (buffer && wanted.ours)
        wanted.base = malloc(wanted.size);
    if (!buffer || !wanted.base) {
        free(buffer);
        return failed(GC_ERROR, "out of memory");
    }
    *buffer = wanted;
    pthread_mutex_lock(&stream->mutex);
    /* At the end, so that their index is the order in which they came. */
    struct buffer **end = &stream->announced;
    while (*end)
        end = &(*end)->next;
    *end = buffer;
    stream->announced_count++;
    pthread_mutex_unlock(&stream->mutex);
    *handle = buffer;
    return GC_OK;
}

static struct buffer *find(struct stream *stream, const void *handle)
{
    struct buffer *buffer = stream->announced;
    while (buffer && buffer != handle)
        buffer = buffer->next;
    return buffer;
}

struct buffer *stream_find(struct stream *stream, const void *handle)
{
    pthread_mutex_lock(&stream->mutex);
    struct buffer *buffer = find(stream, handle);
    pthread_mutex_unlock(&stream->mutex);
    return buffer;
}

struct buffer *stream_buffer_at(struct stream *stream, uint32_t index)
{
    pthread_mutex_lock(&stream->mutex);
    struct buffer *buffer = stream->announced;
    while (buffer && index--)
        buffer = buffer->next;
    pthread_mutex_unlock(&stream->mutex);
    return buffer;
}

static void dispose(struct buffer *buffer)
{
    if (buffer->ours)
        free(buffer->base);
    free(buffer);
}

static void unlist(struct stream *stream, struct buffer *buffer)
{
    struct buffer **link = &stream->announced;
    while (*link != buffer)
        link = &(*link)->next;
    *link = buffer->next;
    stream->announced_count--;
}

gc_error stream_revoke(struct stream *stream, void *handle, void **base, void **user)
{
    gc_error error = GC_OK;
    pthread_mutex_lock(&stream->mutex);
    struct buffer *buffer = find(stream, handle);
    if (!buffer)
        error = failed(GC_INVALID_HANDLE, "no such buffer");
    /* harvesters revokes the buffers of a lost camera without stopping the stream. */
    while (!error && buffer->place == PLACE_FILLING)
        pthread_cond_wait(&stream->arrived, &stream->mutex);
    if (!error) {
        if (buffer->place == PLACE_EMPTY)
            withdraw(&stream->empty, buffer);
        else if (buffer->place == PLACE_FULL)
            withdraw(&stream->full, buffer);
        if (base)
            *base = buffer->ours ? NULL : buffer->base;
        if (user)
            *user = buffer->user;
        unlist(stream, buffer);
        dispose(buffer);
    }
    pthread_mutex_unlock(&stream->mutex);
    return error;
}

gc_error stream_queue(struct stream *stream, void *handle)
{
    gc_error error = GC_OK;
    pthread_mutex_lock(&stream->mutex);
    struct buffer *buffer = find(stream, handle);
    if (!buffer)
        error = failed(GC_INVALID_HANDLE, "no such buffer");
    else if (buffer->place == PLACE_NOWHERE)
        append(&stream->empty, buffer, PLACE_EMPTY);
    pthread_mutex_unlock(&stream->mutex);
    return error;
}

static void queue_the_rest(struct stream *stream)
{
    for (struct buffer *buffer = stream->announced; buffer; buffer = buffer->next)
        if (buffer->place == PLACE_NOWHERE)
            append(&stream->empty, buffer, PLACE_EMPTY);
}

gc_error stream_flush(struct stream *stream, int32_t operation)
{
    gc_error error = GC_OK;
    pthread_mutex_lock(&stream->mutex);
    switch (operation) {
    case QUEUE_INPUT_TO_OUTPUT: /* nothing here is ever half full */
        break;
    case QUEUE_OUTPUT_DISCARD:
        discard(&stream->full);
        break;
    case QUEUE_ALL_TO_INPUT:
        discard(&stream->full);
        queue_the_rest(stream);
        break;
    case QUEUE_UNQUEUED_TO_INPUT:
        queue_the_rest(stream);
        break;
    case QUEUE_ALL_DISCARD:
        discard(&stream->empty);
        discard(&stream->full);
        break;
    default:
        error = failed(GC_INVALID_PARAMETER, "no such flush operation");
    }
    pthread_mutex_unlock(&stream->mutex);
    return error;
}

struct buffer *stream_take_empty(struct stream *stream)
{
    pthread_mutex_lock(&stream->mutex);
    struct buffer *buffer = take_first(&stream->empty, PLACE_FILLING);
    if (!buffer)
        stream->underrun++;
    pthread_mutex_unlock(&stream->mutex);
    return buffer;
}

void stream_deliver(struct stream *stream, struct buffer *buffer)
{
    pthread_mutex_lock(&stream->mutex);
    buffer->has_data = true;
    append(&stream->full, buffer, PLACE_FULL);
    stream->delivered++;
    pthread_cond_broadcast(&stream->arrived);
    pthread_mutex_unlock(&stream->mutex);
}

static int wait_for_arrival(struct stream *stream, uint64_t until_ns)
{
    if (until_ns == FOR_EVER)
        return pthread_cond_wait(&stream->arrived, &stream->mutex);
    struct timespec until = {(time_t)(until_ns / 1000000000u),
                             (long)(until_ns % 1000000000u)};
    return pthread_cond_timedwait(&stream->arrived, &stream->mutex, &until);
}

gc_error stream_wait(struct stream *stream, uint64_t timeout_ms, struct new_buffer *found)
{
    bool for_ever = timeout_ms >= FOR_EVER / 2000000u;
    uint64_t until = for_ever ? FOR_EVER : now_ns() + timeout_ms * 1000000u;
    int late = 0;
    pthread_mutex_lock(&stream->mutex);
    while (!stream->full.first && !stream->kills && !late)
        late = timeout_ms ? wait_for_arrival(stream, until) : ETIMEDOUT;
    struct buffer *buffer = NULL;
    gc_error error = GC_OK;
    if (stream->kills) {
        stream->kills--;
        error = failed(GC_ABORT, "the wait was killed");
    } else if (!(buffer = take_first(&stream->full, PLACE_NOWHERE))) {
        error = failed(GC_TIMEOUT, "no new buffer");
    } else {
        *found = (struct new_buffer){buffer, buffer->user};
    }
    pthread_mutex_unlock(&stream->mutex);
    return error;
}

void stream_kill_wait(struct stream *stream)
{
    pthread_mutex_lock(&stream->mutex);
    stream->kills++;
    pthread_cond_broadcast(&stream->arrived);
    pthread_mutex_unlock(&stream->mutex);
}

void stream_forget_kills(struct stream *stream)
{
    pthread_mutex_lock(&stream->mutex);
    stream->kills = 0;
    pthread_mutex_unlock(&stream->mutex);
}

void stream_discard_full(struct stream *stream)
{
    pthread_mutex_lock(&stream->mutex);
    discard(&stream->full);
    pthread_mutex_unlock(&stream->mutex);
}

/* The acquisition has ended: no buffer is being filled. */
void stream_close(struct stream *stream)
{
    pthread_mutex_lock(&stream->mutex);
    for (struct buffer *buffer = stream->announced, *next; buffer; buffer = next) {
        next = buffer->next;
        dispose(buffer);
    }
    stream->announced = NULL;
    stream->announced_count = 0;
    stream->empty = stream->full = (struct line){0};
    stream->delivered = stream->underrun = stream->started = 0;
    stream->open = stream->event_registered = false;
    pthread_mutex_unlock(&stream->mutex);
}

// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"

#include <chrono>
#include <functional>
#include <list>
#include <optional>
#include <utility>

namespace tabletalk {

class FileWriter;

//! Says which row a write replaces as a whole: of two with the same key only the newer one counts.
struct WriteKey {
    enum class Kind { Conversation, Turn, Request, Place, DraftAttachments };
    Kind kind;
    qint64 id;

    bool operator==(const WriteKey &) const = default;
};

//! The writes that the disk did not take, in the order they were asked for, until it takes them. Writer
//! thread. Only what may pass by itself is kept: a full disk, a folder that may not be written, a file that
//! another program holds, a disk that failed.
class UnsavedWrites {
public:
    using Work = std::function<Result<Done>(FileWriter &)>;
    //! Runs a write on the file, or says why there is none.
    using Runner = std::function<Result<Done>(const Work &)>;

    static bool mayPass(const Error &error);

    bool isEmpty() const { return m_writes.empty(); }
    //! Takes the place of an older one with the same key.
    void add(const std::optional<WriteKey> &key, Work work);
    //! What was saved in a newer state is not to be overwritten.
    void remove(const WriteKey &key);

    //! Runs them in their order. What fails stays; when the whole disk refuses, the rest is not tried. Gives
    //! the first failure.
    Result<Done> repeat(const Runner &run);
    //! How long to wait before the next attempt: longer each time, until all are saved.
    std::chrono::milliseconds nextPause();

private:
    std::list<std::pair<std::optional<WriteKey>, Work>> m_writes;
    std::chrono::milliseconds m_pause{0};
};

} // namespace tabletalk

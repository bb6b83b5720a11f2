// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace tabletalk {

//! Says which process owns a data folder: a lock on a file in it, which the kernel lets go of when the
//! process ends, however it ends.
class InstanceLock {
public:
    InstanceLock() = default;
    InstanceLock(const InstanceLock &) = delete;
    InstanceLock &operator=(const InstanceLock &) = delete;
    ~InstanceLock();

    enum class Outcome {
        Owner,
        OwnedByAnother,
        Unusable, //!< the folder cannot be written; `reason` says why
    };
    //! Makes the folder (0700) if need be. At most once per object.
    Outcome acquire(const QString &dataDir);
    const QString &reason() const { return m_reason; }

private:
    int m_descriptor = -1;
    QString m_reason;
};

} // namespace tabletalk

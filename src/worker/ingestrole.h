// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "role.h"

#include <memory>

namespace tabletalk {

class ParallelTasks;

//! Reads tables. Asked with a TableOrder as JSON, and "rows" where not all are wanted; about the bytes of
//! the source. Answers {"problem": "empty"} and the like, or {} and the table's block.
class IngestRole final : public Role {
public:
    IngestRole();
    ~IngestRole() override;

    SandboxLimits limits() const override;
    void prepare() override;
    WorkerAnswer answer(const QByteArray &message, const QByteArray &bulk) override;
    bool keepsBulk() const override { return false; }
    FileDescriptor takeSealed() override;

private:
    std::unique_ptr<ParallelTasks> m_tasks;
    FileDescriptor m_sealed;
};

} // namespace tabletalk

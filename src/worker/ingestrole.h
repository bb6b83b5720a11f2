// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "role.h"

namespace tabletalk {

//! Reads tables. Asked with a TableOrder as JSON, and "rows" where not all are wanted; about the bytes of
//! the source. Answers {"problem": "empty"} and the like, or {} and the table's block.
class IngestRole final : public Role {
public:
    SandboxLimits limits() const override;
    void prepare() override;
    WorkerAnswer answer(const QByteArray &message, const QByteArray &bulk) override;
};

} // namespace tabletalk

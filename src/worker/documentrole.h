// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "role.h"

namespace tabletalk {

//! Reads the text of a document. Asked with JSON, {"mediaType": "application/pdf"} or any other for a text
//! file, and the file as bulk. Answers with JSON and the text in UTF-8 as bulk: {"pages": 3,
//! "encoding": "UTF-8"}, or {"problem": "damaged" | "locked" | "tooLong" | "notText"}.
class DocumentRole final : public Role {
public:
    SandboxLimits limits() const override;
    void prepare() override;
    WorkerAnswer answer(const QByteArray &message, const QByteArray &bulk) override;
};

} // namespace tabletalk

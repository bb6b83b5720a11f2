// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <vector>

namespace tabletalk {

struct Example {
    const char *name;
    const char16_t *source;
};

//! Texts that between them use every construct, and the awkward meetings of two.
const std::vector<Example> &examples();

} // namespace tabletalk

// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QWidget;

namespace tabletalk {

struct Error;

//! Opens a box above `parent` with all that is known of an error, as text that can be selected.
void showErrorDetails(const Error &error, QWidget *parent);

} // namespace tabletalk

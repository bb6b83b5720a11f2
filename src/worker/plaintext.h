// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "extractedtext.h"

#include <QByteArray>

namespace tabletalk {

//! The text of a file that is text: by its byte order mark, as UTF-8 where it is valid UTF-8, else in the
//! encoding its bytes are most like. Bytes that hold what no text holds are NotText.
ExtractedText plainText(const QByteArray &bytes, qsizetype mostCharacters);

} // namespace tabletalk

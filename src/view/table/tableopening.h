// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachment.h"
#include "table/tablepreview.h"

namespace tabletalk {

class AttachmentService;

//! Opens an attached table to be looked at. Where its file is gone or another one, it shows what went along,
//! and a person can say where the file is now. The dialog is `parent`'s and deletes itself when it is closed;
//! both services outlive it.
TablePreview *openTable(AttachmentService &attachments, TableService &tables, const Attachment &attachment,
                        TablePreview::Use use, QWidget *parent);

} // namespace tabletalk

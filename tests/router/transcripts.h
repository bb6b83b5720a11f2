// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

//! Event streams that several tests read, whole or cut.
namespace transcripts {

//! Keep-alive comments, text beyond ASCII, the finish reason with the last text, usage after it.
inline const QByteArray plain =
    ": LLMROUTER PROCESSING\n\n"
    R"(data: {"id":"gen-1","object":"chat.completion.chunk","created":1,"model":"interactive/openai/gpt-4o","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]})"
    "\n\n"
    R"(data: {"id":"gen-1","model":"openai/gpt-4o","choices":[{"index":0,"delta":{"content":"Hé"},"finish_reason":""}]})"
    "\n\n"
    ": LLMROUTER PROCESSING\n\n"
    R"(data: {"id":"gen-1","model":"openai/gpt-4o","choices":[{"index":0,"delta":{"content":"llo 🙂"},"finish_reason":null}]})"
    "\n\n"
    R"(data: {"id":"gen-1","model":"openai/gpt-4o","choices":[{"index":0,"delta":{"content":"!"},"finish_reason":"stop"}]})"
    "\n\n"
    R"(data: {"id":"gen-1","model":"openai/gpt-4o","choices":[],"usage":{"prompt_tokens":8,"completion_tokens":2.0,"total_tokens":10,"cost":0.00003}})"
    "\n\ndata: [DONE]\n\n";

inline const QByteArray plainText = "Héllo 🙂!";

} // namespace transcripts

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

//! Reasoning twice over, with its signature late; a refusal; sources; a picture; CRLF and comments.
inline const QByteArray everything =
    "\xEF\xBB\xBF"
    ":\r\n\r\n"
    R"(data: {"choices":[{"index":0,"delta":{"reasoning":"Hmm, ","reasoning_details":[{"type":"reasoning.text","text":"Hmm, ","index":0}]}}]})"
    "\r\n\r\n"
    "event: message\r\nid: 1\r\ndata: {\"choices\":[{\"index\":0,\r\n"
    "data: \"delta\":{\"reasoning\":\"well.\"}}]}\r\n\r\n"
    R"(data:{"choices":[{"index":0,"delta":{"content":"Yés 🙂"}}]})"
    "\r\n\r\n"
    R"(data: {"choices":[{"index":0,"delta":{"annotations":[{"type":"url_citation","url_citation":{"url":"https://e.org"}}]}}]})"
    "\r\n\r\n"
    R"(data: {"choices":[{"index":0,"delta":{"images":[{"image_url":{"url":"data:image/png;base64,YWJj"}}]}}]})"
    "\r\n\r\n: LLMROUTER PROCESSING\r\n\r\n"
    R"(data: {"choices":[{"index":0,"delta":{"refusal":"No."},"finish_reason":"stop"}]})"
    "\r\n\r\ndata: [DONE]\r\n\r\n";

//! Two tool calls, their fragments mixed; lines that end in CR alone.
inline const QByteArray tools =
    R"(data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":""}}]}}]})"
    "\r\r"
    R"(data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"b","function":{"name":"g","arguments":"{"}}]}}]})"
    "\r\r"
    R"(data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{}"}}]}}]})"
    "\r\r"
    R"(data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"function":{"arguments":"}"}}]},"finish_reason":"tool_calls"}]})"
    "\r\rdata: [DONE]\r\r";

//! An error in the middle of the text.
inline const QByteArray failing =
    R"(data: {"choices":[{"index":0,"delta":{"content":"Half"}}]})"
    "\n\n"
    R"(data: {"error":{"code":"server_error","message":"m"},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]})"
    "\n\n";

} // namespace transcripts

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "shared/base/bytes.h"
#include "shared/base/result.h"

// Papers that leave the terminal: to its printer, or as a file for the day on which the box is
// down. Both may take seconds; neither is for the thread that draws.
namespace alcove::platform {

inline constexpr std::chrono::seconds kPrintLimit{30};

// Hands a PDF to the system's printing. `program` is run with one argument, "-", and reads the PDF
// from its standard input; nothing of what is on the paper is in its arguments or environment.
// Errors: kNotFound (there is no such program here), kUnavailable (it did not take the paper),
// kTimedOut (more than kPrintLimit; it was ended), kStorageFault.
Result<void> print_pdf(ByteView pdf, const std::string& program = "lp");

// Puts the file into the folder, which is made where it is missing (0700); the file is readable by
// the kiosk's user alone (0600). `name` is a file's name without a folder. An older file of that
// name is replaced. Returns the whole path. Errors: kNoSpace, kStorageFault.
Result<std::filesystem::path> save_paper(const std::filesystem::path& folder,
                                         const std::string& name, ByteView bytes);

}  // namespace alcove::platform

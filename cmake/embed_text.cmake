# SPDX-License-Identifier: Apache-2.0
# Writes OUT, a C++ source that defines the text file IN as `extern const std::string_view SYMBOL`
# in namespace alcove::embedded. Run as a script by alcove_embed_text.
file(READ "${IN}" text)
string(FIND "${text}" ")alcove\"" end_mark)
if(NOT end_mark EQUAL -1)
  message(FATAL_ERROR "${IN} holds the mark that ends an embedded text")
endif()
file(WRITE "${OUT}" "// Generated from ${IN}. Not to be edited.\n#include <string_view>\n\n"
  "namespace alcove::embedded {\n\nextern const std::string_view ${SYMBOL};\n"
  "const std::string_view ${SYMBOL} = R\"alcove(${text})alcove\";\n\n"
  "}  // namespace alcove::embedded\n")

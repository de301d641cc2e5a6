// SPDX-License-Identifier: Apache-2.0
// A plugin of clang-tidy-16 for tidy.py: every rule walks over what stands in our own files alone.
// By itself clang-tidy walks over the standard library's headers too, once for each rule, and then
// says nothing of what it found there; that is most of its time.
#include <clang/AST/ASTConsumer.h>
#include <clang/AST/ASTContext.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendPluginRegistry.h>

#include <memory>
#include <string>
#include <vector>

namespace {

class OurDeclarations : public clang::ASTConsumer {
 public:
  void HandleTranslationUnit(clang::ASTContext& context) override {
    const clang::SourceManager& sources = context.getSourceManager();
    std::vector<clang::Decl*> ours;
    for (clang::Decl* const decl : context.getTranslationUnitDecl()->decls()) {
      const clang::SourceLocation at = sources.getExpansionLoc(decl->getLocation());
      if (at.isValid() && !sources.isInSystemHeader(at)) ours.push_back(decl);
    }
    context.setTraversalScope(ours);
  }
};

class OurScope : public clang::PluginASTAction {
 protected:
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance&,
                                                        llvm::StringRef) override {
    return std::make_unique<OurDeclarations>();
  }
  bool ParseArgs(const clang::CompilerInstance&, const std::vector<std::string>&) override {
    return true;
  }
  ActionType getActionType() override { return AddBeforeMainAction; }
};

const clang::FrontendPluginRegistry::Add<OurScope> kOurScope("our-scope", "our own files alone");

}  // namespace

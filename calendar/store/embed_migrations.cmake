# Writes OUTPUT, a C++ source that defines tandem::migrations() from the files STEPS (NNNN_name.sql).
list(SORT STEPS)
set(rows "")
foreach(step ${STEPS})
  get_filename_component(name ${step} NAME_WE)
  string(REGEX MATCH "^[0-9]+" number ${name})
  math(EXPR version "${number}")
  file(READ ${step} sql)
  string(APPEND rows "    {${version}, \"${name}\", R\"sql(${sql})sql\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"calendar/store/migrations.hpp\"

namespace tandem {
namespace {
constexpr Migration steps[] = {
${rows}};
} // namespace

std::span<const Migration> migrations() { return steps; }

} // namespace tandem
")

// The program `tandem`. Everything it can do stands in server/cli.

#include <iostream>

#include "calendar/store/data_folder.hpp"
#include "server/cli/command_line.hpp"

int main(int argument_count, char** arguments) {
    tandem::make_files_private();
    return tandem::cli::run_command_line(argument_count, arguments, {std::cin, std::cout, std::cerr});
}

using System.Text.Json;
using JobLogs.Server.Handlers.Command;
using JobLogs.Server.Http;

namespace JobLogs.Tests.Server.Handlers.Command;

/// <summary>What is said of a command's parameters before a job is kept.</summary>
public sealed class CommandCheckTests
{
    [Theory]
    [InlineData("""{"program":"/bin/sh"}""")]
    [InlineData("""{"program":"/bin/sh","arguments":["-c","exit 1"],"working_directory":"/tmp","environment":{"REGION":"eu","_a1":""},"success_exit_codes":[0,1],"stderr_level":"info"}""")]
    [InlineData("""{"program":"/bin/sh","arguments":null,"environment":null,"success_exit_codes":null}""")]
    public void Good_parameters_are_taken(string parameters) => Check(parameters).ShouldBeEmpty();

    [Theory]
    [InlineData("""{}""", "program", "is required")]
    [InlineData("""{"program":7}""", "program", "must be a string")]
    [InlineData("""{"program":"/bin/ls"}""", "program", "COMMAND_ALLOWED_PROGRAMS")]
    [InlineData("""{"program":"sh"}""", "program", "letter for letter")]
    [InlineData("""{"program":"/bin/../bin/sh"}""", "program", "letter for letter")]
    [InlineData("""{"program":"/bin/sh","arguments":"-c"}""", "arguments", "array of strings")]
    [InlineData("""{"program":"/bin/sh","arguments":["a",1]}""", "arguments", "element 2 is a number")]
    [InlineData("""{"program":"/bin/sh","arguments":["a\u0000b"]}""", "arguments", "U+0000")]
    [InlineData("""{"program":"/bin/sh","working_directory":"tmp"}""", "working_directory", "absolute path")]
    [InlineData("""{"program":"/bin/sh","environment":["A=1"]}""", "environment", "object of strings")]
    [InlineData("""{"program":"/bin/sh","environment":{"A":1}}""", "environment", "'A' is a number")]
    [InlineData("""{"program":"/bin/sh","environment":{"A=B":""}}""", "environment", "no name of a variable")]
    [InlineData("""{"program":"/bin/sh","environment":{"LD_PRELOAD":"/tmp/x.so"}}""", "environment", "can't be set by a job")]
    [InlineData("""{"program":"/bin/sh","environment":{"PATH":"/tmp"}}""", "environment", "can't be set by a job")]
    [InlineData("""{"program":"/bin/sh","environment":{"JOBLOGS_RUN_ID":"run_1"}}""", "environment", "the server's own")]
    [InlineData("""{"program":"/bin/sh","success_exit_codes":[]}""", "success_exit_codes", "1 to 64")]
    [InlineData("""{"program":"/bin/sh","success_exit_codes":[256]}""", "success_exit_codes", "from 0 to 255")]
    [InlineData("""{"program":"/bin/sh","stderr_level":"loud"}""", "stderr_level", "no level")]
    [InlineData("""{"program":"/bin/sh","shell":true}""", "shell", "It has program, arguments")]
    public void What_is_wrong_is_said_of_the_parameter(string parameters, string field, string text) =>
        string.Join(' ', Check(parameters)[field]).ShouldContain(text);

    [Fact]
    public void Without_the_setting_no_program_is_allowed() =>
        string.Join(' ', Check("""{"program":"/bin/sh"}""", new CommandOptions())["program"]).ShouldContain("COMMAND_ALLOWED_PROGRAMS");

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> Check(string parameters, CommandOptions? options = null)
    {
        var fields = new JsonFields(JsonElement.Parse(parameters), "parameters");
        new CommandHandler(options ?? new CommandOptions { AllowedPrograms = ["/bin/sh"] }, TimeProvider.System).Check(fields);
        return fields.Problem()?.Errors ?? new Dictionary<string, IReadOnlyList<string>>();
    }
}

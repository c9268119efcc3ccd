// The specification's manual flow against a running server: create a job, trigger it, follow it live, read its log, clean up.
//   dotnet run --project samples/demo                        (JOBLOGS_SERVER and JOBLOGS_API_KEY say which server)
#pragma warning disable RS0030 // A demonstration shows what it does on the console.
using JobLogs.Client;
using Samples.Demo;

var options = new JobLogsOptions
{
    ServerAddress = new Uri(Environment.GetEnvironmentVariable("JOBLOGS_SERVER") ?? "http://127.0.0.1:8000"),
    ApiKey = Environment.GetEnvironmentVariable("JOBLOGS_API_KEY"),
};
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};
await using var client = new JobLogsClient(options);
try
{
    return await new Demonstration(client, Console.Out).RunAsync(stop.Token) ? 0 : 1;
}
catch (JobLogsException exception)
{
    await Console.Error.WriteLineAsync($"{options.ServerAddress} {exception.Message}");
    return 1;
}
catch (OperationCanceledException)
{
    return 130;
}

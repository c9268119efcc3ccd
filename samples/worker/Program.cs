// A worker service that logs with ILogger, and nothing else, into a run of its own.
//   dotnet run --project samples/worker                      (JOBLOGS_SERVER sets the server)
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Samples.Worker;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddJobLogs(options =>
{
    options.ServerAddress = new Uri(builder.Configuration["JOBLOGS_SERVER"] ?? "http://127.0.0.1:8000");
    options.ApiKey = builder.Configuration["JOBLOGS_API_KEY"];
    options.Shipping.SpoolFolder = builder.Configuration["JOBLOGS_SPOOL"] ?? options.Shipping.SpoolFolder;
});
builder.Services.AddSingleton<Importer>();
builder.Services.AddHostedService<ImportWorker>();
await builder.Build().RunAsync();

using System.Text.Json;
using JobLogs.Server.Http;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace JobLogs.Server.Hosting;

/// <summary>The API described: the OpenAPI document at <c>/openapi/v1.json</c> and a reference page made of it at <c>/docs</c>.</summary>
internal static class ApiDescription
{
    /// <summary>Registers the document.</summary>
    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services
        // The document's schemas are made by these options; the answers themselves have contexts of their own.
        .ConfigureHttpJsonOptions(json => json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower)
        .AddOpenApi(options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "JobLogs",
                Version = Diagnostics.ServerIdentity.Version,
                Description = "The logs of scheduled jobs, live and for good. Times are RFC 3339 in UTC with six digits; errors are application/problem+json with a stable code.",
                License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer<ApiExamples>();
        options.AddDocumentTransformer<ApiSecurity>();
        options.AddOperationTransformer<ApiSecurity>();
    });

    /// <summary>Maps the document, the page, and a word at <c>/</c>.</summary>
    public static void MapApiDescription(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi().OpenToAll();
        routes.MapScalarApiReference("/docs", options => options
            .WithTitle("JobLogs API")
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp()
            .HideDeveloperTools()
            .HideClientButton())
            .OpenToAll()
            .AddEndpointFilter(ContainAsync);
        routes.MapGet("/", () => Results.Text("JobLogs is running. The API: /docs · OpenAPI: /openapi/v1.json · health: /health/ready · metrics: /metrics\n"))
            .OpenToAll()
            .ExcludeFromDescription();
    }

    // The page asks no other host for anything, whatever its scripts would like.
    private static ValueTask<object?> ContainAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.ContentSecurityPolicy =
            "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'";
        return next(context);
    }
}

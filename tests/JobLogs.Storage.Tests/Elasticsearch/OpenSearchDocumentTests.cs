using JobLogs.Testing.Search;

namespace JobLogs.Storage.Tests.Elasticsearch;

public sealed class OpenSearchDocumentTests() : CopyDocumentContract(SearchProduct.OpenSearch);

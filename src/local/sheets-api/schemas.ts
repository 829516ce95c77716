// The subset of the Sheets API's schemas that this host supports; any other field is refused by name.
// test/local compares it with Google's.
import type { Schemas } from './check.js';

/** A request of batchUpdate by its kind. */
export type RequestOf<K extends keyof GoogleAppsScript.Sheets.Schema.Request> = NonNullable<
  GoogleAppsScript.Sheets.Schema.Request[K]
>;

export const SCHEMAS: Schemas = {
  BatchUpdateSpreadsheetRequest: {
    requests: 'Request[]',
  },
  Request: {
    addSheet: 'AddSheetRequest',
    deleteSheet: 'DeleteSheetRequest',
    updateSheetProperties: 'UpdateSheetPropertiesRequest',
    updateCells: 'UpdateCellsRequest',
    appendDimension: 'AppendDimensionRequest',
    deleteDimension: 'DeleteDimensionRequest',
    updateDimensionProperties: 'UpdateDimensionPropertiesRequest',
    repeatCell: 'RepeatCellRequest',
    setDataValidation: 'SetDataValidationRequest',
    addProtectedRange: 'AddProtectedRangeRequest',
    addConditionalFormatRule: 'AddConditionalFormatRuleRequest',
    setBasicFilter: 'SetBasicFilterRequest',
    clearBasicFilter: 'ClearBasicFilterRequest',
    createDeveloperMetadata: 'CreateDeveloperMetadataRequest',
    deleteDeveloperMetadata: 'DeleteDeveloperMetadataRequest',
  },
  AddSheetRequest: {
    properties: 'SheetProperties',
  },
  SheetProperties: {
    gridProperties: 'GridProperties',
    hidden: 'bool',
    index: 'int',
    sheetId: 'int',
    tabColorStyle: 'ColorStyle',
    title: 'str',
  },
  GridProperties: {
    columnCount: 'int',
    frozenColumnCount: 'int',
    frozenRowCount: 'int',
    rowCount: 'int',
  },
  Color: {
    blue: 'num',
    green: 'num',
    red: 'num',
  },
  ColorStyle: {
    rgbColor: 'Color',
  },
  DeleteSheetRequest: {
    sheetId: 'int',
  },
  UpdateSheetPropertiesRequest: {
    fields: 'str',
    properties: 'SheetProperties',
  },
  UpdateCellsRequest: {
    fields: 'str',
    range: 'GridRange',
    rows: 'RowData[]',
    start: 'GridCoordinate',
  },
  GridRange: {
    endColumnIndex: 'int',
    endRowIndex: 'int',
    sheetId: 'int',
    startColumnIndex: 'int',
    startRowIndex: 'int',
  },
  RowData: {
    values: 'CellData[]',
  },
  CellData: {
    dataValidation: 'DataValidationRule',
    note: 'str',
    userEnteredFormat: 'CellFormat',
    userEnteredValue: 'ExtendedValue',
  },
  DataValidationRule: {
    condition: 'BooleanCondition',
    inputMessage: 'str',
    showCustomUi: 'bool',
    strict: 'bool',
  },
  BooleanCondition: {
    type: 'enum:CONDITION_TYPE_UNSPECIFIED|NUMBER_GREATER|NUMBER_GREATER_THAN_EQ|NUMBER_LESS|NUMBER_LESS_THAN_EQ|NUMBER_EQ|NUMBER_NOT_EQ|NUMBER_BETWEEN|NUMBER_NOT_BETWEEN|TEXT_CONTAINS|TEXT_NOT_CONTAINS|TEXT_STARTS_WITH|TEXT_ENDS_WITH|TEXT_EQ|TEXT_IS_EMAIL|TEXT_IS_URL|DATE_EQ|DATE_BEFORE|DATE_AFTER|DATE_ON_OR_BEFORE|DATE_ON_OR_AFTER|DATE_BETWEEN|DATE_NOT_BETWEEN|DATE_IS_VALID|ONE_OF_RANGE|ONE_OF_LIST|BLANK|NOT_BLANK|CUSTOM_FORMULA|BOOLEAN|TEXT_NOT_EQ|DATE_NOT_EQ|FILTER_EXPRESSION',
    values: 'ConditionValue[]',
  },
  ConditionValue: {
    userEnteredValue: 'str',
  },
  TextFormat: {
    bold: 'bool',
    foregroundColorStyle: 'ColorStyle',
    link: 'Link',
    underline: 'bool',
  },
  Link: {
    uri: 'str',
  },
  CellFormat: {
    backgroundColorStyle: 'ColorStyle',
    horizontalAlignment: 'enum:HORIZONTAL_ALIGN_UNSPECIFIED|LEFT|CENTER|RIGHT',
    numberFormat: 'NumberFormat',
    textFormat: 'TextFormat',
    verticalAlignment: 'enum:VERTICAL_ALIGN_UNSPECIFIED|TOP|MIDDLE|BOTTOM',
    wrapStrategy: 'enum:WRAP_STRATEGY_UNSPECIFIED|OVERFLOW_CELL|LEGACY_WRAP|CLIP|WRAP',
  },
  NumberFormat: {
    pattern: 'str',
    type: 'enum:NUMBER_FORMAT_TYPE_UNSPECIFIED|TEXT|NUMBER|PERCENT|CURRENCY|DATE|TIME|DATE_TIME|SCIENTIFIC',
  },
  ExtendedValue: {
    boolValue: 'bool',
    numberValue: 'num',
    stringValue: 'str',
  },
  GridCoordinate: {
    columnIndex: 'int',
    rowIndex: 'int',
    sheetId: 'int',
  },
  AppendDimensionRequest: {
    dimension: 'enum:DIMENSION_UNSPECIFIED|ROWS|COLUMNS',
    length: 'int',
    sheetId: 'int',
  },
  DimensionRange: {
    dimension: 'enum:DIMENSION_UNSPECIFIED|ROWS|COLUMNS',
    endIndex: 'int',
    sheetId: 'int',
    startIndex: 'int',
  },
  DeleteDimensionRequest: {
    range: 'DimensionRange',
  },
  UpdateDimensionPropertiesRequest: {
    fields: 'str',
    properties: 'DimensionProperties',
    range: 'DimensionRange',
  },
  DimensionProperties: {
    hiddenByUser: 'bool',
    pixelSize: 'int',
  },
  RepeatCellRequest: {
    cell: 'CellData',
    fields: 'str',
    range: 'GridRange',
  },
  SetDataValidationRequest: {
    range: 'GridRange',
    rule: 'DataValidationRule',
  },
  AddProtectedRangeRequest: {
    protectedRange: 'ProtectedRange',
  },
  ProtectedRange: {
    description: 'str',
    protectedRangeId: 'int',
    range: 'GridRange',
    warningOnly: 'bool',
  },
  AddConditionalFormatRuleRequest: {
    index: 'int',
    rule: 'ConditionalFormatRule',
  },
  ConditionalFormatRule: {
    booleanRule: 'BooleanRule',
    ranges: 'GridRange[]',
  },
  BooleanRule: {
    condition: 'BooleanCondition',
    format: 'CellFormat',
  },
  SetBasicFilterRequest: {
    filter: 'BasicFilter',
  },
  BasicFilter: {
    range: 'GridRange',
  },
  ClearBasicFilterRequest: {
    sheetId: 'int',
  },
  CreateDeveloperMetadataRequest: {
    developerMetadata: 'DeveloperMetadata',
  },
  DeleteDeveloperMetadataRequest: {
    dataFilter: 'DataFilter',
  },
  DataFilter: {
    developerMetadataLookup: 'DeveloperMetadataLookup',
  },
  DeveloperMetadataLookup: {
    metadataId: 'int',
  },
  DeveloperMetadata: {
    location: 'DeveloperMetadataLocation',
    metadataId: 'int',
    metadataKey: 'str',
    metadataValue: 'str',
    visibility: 'enum:DEVELOPER_METADATA_VISIBILITY_UNSPECIFIED|DOCUMENT|PROJECT',
  },
  DeveloperMetadataLocation: {
    sheetId: 'int',
    spreadsheet: 'bool',
  },
};

import import_package
from ..first import function
answer = function()
